package io.caravan.gooddata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every kind of item and filter that an insight may have becomes what GoodData executes. */
class AfmTest {

  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  /** An insight with these items and filters, in flow notation. */
  private static Map<String, Object> afm(String items, String filters) {
    return Afm.of(
        yaml(
            "{buckets: [{localIdentifier: b, items: ["
                + items
                + "]}], filters: ["
                + filters
                + "]}"));
  }

  private static final String SIMPLE =
      "{measure: {localIdentifier: m1, definition: {measureDefinition: {item: {identifier: {id: price, type: fact}}}}}}";

  private static Object measure(String definition) {
    Map<String, Object> afm =
        afm(SIMPLE + ", {measure: {localIdentifier: m2, definition: " + definition + "}}", "");
    return Tree.at(Tree.list(afm, "execution", "measures").get(1), "definition");
  }

  private static Object filter(String filter) {
    return Tree.list(afm(SIMPLE, filter), "execution", "filters");
  }

  @Test
  void anAttributeIsAskedByItsLabel() {
    assertThat(
            afm(
                "{attribute: {localIdentifier: reg, displayForm: {identifier: {id: region, type: label}}}}",
                ""))
        .isEqualTo(
            yaml(
                "{execution: {attributes: [{label: {identifier: {id: region, type: label}}, localIdentifier: reg}],"
                    + " filters: [], measures: []},"
                    + " resultSpec: {dimensions: [{localIdentifier: dim_0, itemIdentifiers: [reg]}]}}"));
  }

  @Test
  void attributesAreTheFirstDimensionAndMeasuresTheOther() {
    Map<String, Object> afm =
        afm(
            SIMPLE
                + ", {attribute: {localIdentifier: a, displayForm: {identifier: {id: x, type: label}}}}"
                + ", {attribute: {localIdentifier: b, displayForm: {identifier: {id: y, type: label}}}}",
            "");

    assertThat(afm.get("resultSpec"))
        .isEqualTo(
            yaml(
                "{dimensions: [{localIdentifier: dim_0, itemIdentifiers: [a, b]},"
                    + " {localIdentifier: dim_1, itemIdentifiers: [measureGroup]}]}"));
    assertThat(afm(SIMPLE, "").get("resultSpec"))
        .isEqualTo(
            yaml("{dimensions: [{localIdentifier: dim_0, itemIdentifiers: [measureGroup]}]}"));
  }

  @Test
  void aFactIsSummedUnlessTheInsightSaysHowAndAMetricBringsItsOwnWay() {
    assertThat(measure("{measureDefinition: {item: {identifier: {id: price, type: fact}}}}"))
        .isEqualTo(
            yaml(
                "{measure: {aggregation: SUM, computeRatio: false, filters: [], item: {identifier: {id: price, type: fact}}}}"));
    assertThat(
            measure(
                "{measureDefinition: {aggregation: avg, computeRatio: true, item: {identifier: {id: price, type: fact}}}}"))
        .isEqualTo(
            yaml(
                "{measure: {aggregation: AVG, computeRatio: true, filters: [], item: {identifier: {id: price, type: fact}}}}"));
    assertThat(
            measure(
                "{measureDefinition: {aggregation: count, item: {identifier: {id: order_id, type: attribute}}}}"))
        .isEqualTo(
            yaml(
                "{measure: {aggregation: COUNT, computeRatio: false, filters: [], item: {identifier: {id: order_id, type: attribute}}}}"));
    assertThat(measure("{measureDefinition: {item: {identifier: {id: revenue, type: metric}}}}"))
        .isEqualTo(
            yaml(
                "{measure: {computeRatio: false, filters: [], item: {identifier: {id: revenue, type: metric}}}}"));
  }

  @Test
  void aMeasureMayHaveFiltersOfItsOwnAndThoseThatFilterNothingAreLeftOut() {
    assertThat(
            measure(
                "{measureDefinition: {item: {identifier: {id: price, type: fact}}, filters: ["
                    + "{positiveAttributeFilter: {displayForm: {identifier: {id: r, type: label}}, in: {values: [a]}}},"
                    + "{negativeAttributeFilter: {displayForm: {identifier: {id: r, type: label}}, notIn: {values: []}}}]}}"))
        .isEqualTo(
            yaml(
                "{measure: {aggregation: SUM, computeRatio: false, item: {identifier: {id: price, type: fact}}, filters: ["
                    + "{positiveAttributeFilter: {label: {identifier: {id: r, type: label}}, in: {values: [a]}}}]}}"));
  }

  @Test
  void theSamePeriodOfTheYearBefore() {
    assertThat(
            measure(
                "{popMeasureDefinition: {measureIdentifier: m1, popAttribute: {identifier: {id: date.year, type: attribute}}}}"))
        .isEqualTo(
            yaml(
                "{overPeriodMeasure: {measureIdentifier: {localIdentifier: m1}, dateAttributes: ["
                    + "{attribute: {identifier: {id: date.year, type: attribute}}, periodsAgo: 1}]}}"));
  }

  @Test
  void thePeriodBefore() {
    assertThat(
            measure(
                "{previousPeriodMeasure: {measureIdentifier: m1, dateDataSets: ["
                    + "{dataSet: {identifier: {id: date, type: dataset}}, periodsAgo: 2}]}}"))
        .isEqualTo(
            yaml(
                "{previousPeriodMeasure: {measureIdentifier: {localIdentifier: m1}, dateDatasets: ["
                    + "{dataset: {identifier: {id: date, type: dataset}}, periodsAgo: 2}]}}"));
  }

  @Test
  void arithmeticWithItsOperatorInCapitals() {
    assertThat(
            measure(
                "{arithmeticMeasure: {measureIdentifiers: [m1, m2], operator: multiplication}}"))
        .isEqualTo(
            yaml(
                "{arithmeticMeasure: {operator: MULTIPLICATION, measureIdentifiers: ["
                    + "{localIdentifier: m1}, {localIdentifier: m2}]}}"));
  }

  @Test
  void aFormulaOfTheInsightItself() {
    assertThat(measure("{inlineDefinition: {maql: 'SELECT 1'}}"))
        .isEqualTo(yaml("{inline: {maql: 'SELECT 1'}}"));
  }

  @Test
  void valuesThatAreWantedAndValuesThatAreNot() {
    assertThat(
            filter(
                "{positiveAttributeFilter: {displayForm: {identifier: {id: r, type: label}}, in: {values: [a, null]}}}"))
        .isEqualTo(
            yaml(
                "[{positiveAttributeFilter: {label: {identifier: {id: r, type: label}}, in: {values: [a, null]}}}]"));
    assertThat(
            filter(
                "{negativeAttributeFilter: {displayForm: {identifier: {id: r, type: label}}, notIn: [a]}}"))
        .isEqualTo(
            yaml(
                "[{negativeAttributeFilter: {label: {identifier: {id: r, type: label}}, notIn: {values: [a]}}}]"));
  }

  @Test
  void nothingExcludedIsNoFilter() {
    assertThat(
            filter(
                "{negativeAttributeFilter: {displayForm: {identifier: {id: r, type: label}}, notIn: {values: []}}}"))
        .isEqualTo(yaml("[]"));
  }

  @Test
  void datesRelativeToTodayWithTheGranularityInGoodDatasWords() {
    assertThat(
            filter(
                "{relativeDateFilter: {dataSet: {identifier: {id: d, type: dataset}}, granularity: GDC.time.month, from: '-11', to: 0}}"))
        .isEqualTo(
            yaml(
                "[{relativeDateFilter: {dataset: {identifier: {id: d, type: dataset}}, granularity: MONTH, from: -11, to: 0}}]"));
    assertThat(AfmFilters.granularity("GDC.time.date")).isEqualTo("DAY");
    assertThat(AfmFilters.granularity("GDC.time.week_us")).isEqualTo("WEEK");
    assertThat(AfmFilters.granularity("GDC.time.quarter")).isEqualTo("QUARTER");
    assertThat(AfmFilters.granularity("GDC.time.year")).isEqualTo("YEAR");
    assertThat(AfmFilters.granularity("GDC.time.hour")).isEqualTo("HOUR");
    assertThat(AfmFilters.granularity("GDC.time.day_in_week")).isEqualTo("DAY_OF_WEEK");
  }

  @Test
  void allOfTimeIsNoFilter() {
    assertThat(
            filter(
                "{relativeDateFilter: {dataSet: {identifier: {id: d, type: dataset}}, granularity: ALL_TIME_GRANULARITY}},"
                    + "{relativeDateFilter: {dataSet: {identifier: {id: d, type: dataset}}, granularity: GDC.time.year}}"))
        .isEqualTo(yaml("[]"));
  }

  @Test
  void datesBetweenTwoDays() {
    assertThat(
            filter(
                "{absoluteDateFilter: {dataSet: {identifier: {id: d, type: dataset}}, from: '2024-01-01', to: '2024-02-01'}}"))
        .isEqualTo(
            yaml(
                "[{absoluteDateFilter: {dataset: {identifier: {id: d, type: dataset}}, from: '2024-01-01', to: '2024-02-01'}}]"));
  }

  @Test
  void valuesOfAMeasureComparedAndInARange() {
    assertThat(
            filter(
                "{measureValueFilter: {measure: {localIdentifier: m1}, condition: {comparison: {operator: GREATER_THAN, value: 10, treatNullValuesAs: 0}}}}"))
        .isEqualTo(
            yaml(
                "[{comparisonMeasureValueFilter: {measure: {localIdentifier: m1}, operator: GREATER_THAN, value: 10, treatNullValuesAs: 0}}]"));
    assertThat(
            filter(
                "{measureValueFilter: {measure: {localIdentifier: m1}, condition: {range: {operator: between, from: 1, to: 2.5}}}}"))
        .isEqualTo(
            yaml(
                "[{rangeMeasureValueFilter: {measure: {localIdentifier: m1}, operator: BETWEEN, from: 1, to: 2.5}}]"));
    assertThat(filter("{measureValueFilter: {measure: {localIdentifier: m1}}}"))
        .isEqualTo(yaml("[]"));
  }

  @Test
  void theFirstTenInOneOrSeveralMeasuresWithinAttributes() {
    assertThat(
            filter(
                "{rankingFilter: {measure: {localIdentifier: m1}, operator: TOP, value: 10, attributes: [{localIdentifier: a}]}}"))
        .isEqualTo(
            yaml(
                "[{rankingFilter: {measures: [{localIdentifier: m1}], operator: TOP, value: 10, dimensionality: [{localIdentifier: a}]}}]"));
    assertThat(filter("{rankingFilter: {measures: [m1], operator: bottom, value: 3}}"))
        .isEqualTo(
            yaml(
                "[{rankingFilter: {measures: [{localIdentifier: m1}], operator: BOTTOM, value: 3}}]"));
  }

  @Test
  void aKindThatNobodyKnowsIsAnErrorAndNotLeftOut() {
    assertThatThrownBy(() -> filter("{weatherFilter: {sun: true}}"))
        .hasMessageContaining("weatherFilter");
    assertThatThrownBy(() -> measure("{guessedMeasure: {}}"))
        .hasMessageContaining("guessedMeasure");
    assertThatThrownBy(() -> afm("{parameter: {}}", "")).hasMessageContaining("parameter");
    assertThatThrownBy(() -> afm("", "")).hasMessageContaining("without attributes and measures");
  }
}
