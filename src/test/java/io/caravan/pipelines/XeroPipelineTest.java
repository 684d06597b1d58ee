package io.caravan.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.UnderTarget;
import io.caravan.error.ErrorCode;
import io.caravan.error.ExitCode;
import io.caravan.run.Run;
import io.caravan.run.RunState;
import io.caravan.run.Step;
import io.caravan.sandbox.xero.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Xero from the first call to the last dbt test. Real dbt takes seconds, so there are few runs. */
class XeroPipelineTest {

  @TempDir(factory = UnderTarget.class)
  private static Path folder;

  @Test
  void booksBecomeModelsWithTheKnownNumbers() throws Exception {
    try (XeroRig rig = new XeroRig(folder.resolve("project"))) {
      Run run = rig.run("xero");

      assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
      assertThat(run.steps()).extracting(Step::name).contains("dbt build");
      assertThat(
              rig.query(
                  "select concat_ws(' ', organisation_name, count(*), sum(total), sum(amount_due), sum(payments_amount), sum(number_of_lines))"
                      + " from analytics.xero_invoices group by organisation_name order by 1"))
          .containsExactly(
              "Sandbox Retail 7 710.75 465.79 100.05 14",
              "Sandbox Trading 230 322672.99 290525.69 32002.39 461");
      assertThat(
              rig.query(
                  "select concat_ws(' ', count(*), sum(net_amount)) from analytics.xero_invoice_lines where status <> 'VOIDED'"))
          .containsExactly("471 280950.00");
      assertThat(rig.query("select sum(amount) from analytics.stg_xero__budget_lines"))
          .containsExactly("104688.00");

      String tenant = rig.xero.tenant("Sandbox Retail");
      Map<String, Object> invoice = rig.xero.records(tenant, Kind.INVOICES).get(1);
      List<?> lines = (List<?>) invoice.get("LineItems");
      rig.xero.change(
          tenant,
          Kind.INVOICES,
          invoice.get("InvoiceID").toString(),
          Map.of(
              "LineItems",
              lines.subList(0, 1),
              "SubTotal",
              ((Map<?, ?>) lines.get(0)).get("LineAmount")));

      Run second = rig.run("xero");

      assertThat(second.state()).as("%s", second.failure()).isEqualTo(RunState.SUCCEEDED);
      assertThat(
              rig.query(
                  "select number_of_lines from analytics.xero_invoices where invoice_number = 'INV-0002' and organisation_name = 'Sandbox Retail'"))
          .containsExactly("1");
      assertThat(rig.problems).isEmpty();
    }
  }

  @Test
  void aLoginThatWasTakenBackAsksForAPersonAndBuildsNothing() throws Exception {
    try (XeroRig rig = new XeroRig(folder.resolve("revoked"))) {
      rig.xero.revokeGrant();

      Run run = rig.run("xero");

      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.failure().code()).isEqualTo(ErrorCode.E203);
      assertThat(run.failure().code().exitCode()).isEqualTo(ExitCode.NO_PERMISSION);
      assertThat(run.failure().fixes()).contains("./caravan auth login xero");
      assertThat(rig.xero.tokenCalls()).isEqualTo(1);
      assertThat(run.steps()).extracting(Step::name).noneMatch(name -> name.startsWith("dbt"));
    }
  }
}
