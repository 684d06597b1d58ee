package io.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.caravan.error.CaravanException;
import io.caravan.error.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many deletes are too many: more than 5 % and more than four, unless a person said so. */
class DeleteGuardTest {

  @Test
  void theFourReturnedOrdersOfTheShopAreFine() {
    assertThat(reason(false, 99, 4, 99)).isNull();
  }

  @Test
  void fiveOfNinetyNineAreTooManyAndEndWithTheCodeOfAGuard() {
    assertThat(reason(false, 99, 5, 99)).isNotNull();
    assertThat(reason(false, 99, 5, 99).code().exitCode()).isEqualTo(ExitCode.GUARD);
  }

  @Test
  void fiveOfAHundredAreNotMoreThanFivePercent() {
    assertThat(reason(false, 100, 5, 100)).isNull();
    assertThat(reason(false, 100, 6, 100)).isNotNull();
  }

  @Test
  void nothingToDeleteIsFineHoweverLittleIsThere() {
    assertThat(reason(false, 99, 0, 0)).isNull();
  }

  @Test
  void noRowsAtAllAreSuspiciousOnceThereAreObjects() {
    assertThat(reason(false, 0, 0, 1)).isNotNull();
    assertThat(reason(false, 0, 0, 0)).isNull();
  }

  @Test
  void aPersonMayAllowAll() {
    assertThat(reason(true, 99, 99, 99)).isNull();
    assertThat(reason(true, 0, 0, 99)).isNull();
  }

  private static CaravanException reason(boolean allowed, long rows, long deletes, long known) {
    Rules rules =
        new Rules(
            Path.of("m.sql"), List.of("id"), "id", 5, 4, allowed, false, 0, Duration.ZERO, false);
    return DeleteGuard.reason(new Target("crm", "1", "deals"), rules, rows, deletes, known);
  }
}
