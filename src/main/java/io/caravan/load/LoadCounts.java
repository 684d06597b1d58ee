package io.caravan.load;

import java.util.List;
import java.util.Map;

/**
 * What became of a page.
 *
 * @param read records in the page
 * @param added rows that are new
 * @param changed rows that differed
 * @param same rows that were left alone
 * @param repeated records that a later one of the page with the same key has replaced
 * @param rejected records, or values of records, that could not be stored
 * @param sanitized characters and values that no database takes and that were replaced
 * @param ddl the changes made to tables
 * @param reasons why records were rejected, and how often each
 * @param sample one of the rejected records, shortened
 * @param rejectedInRun rejected since the run began
 * @param bookmark the bookmark that is stored with the page, as JSON; null when it stays
 */
public record LoadCounts(
    long read,
    long added,
    long changed,
    long same,
    long repeated,
    long rejected,
    long sanitized,
    List<String> ddl,
    Map<String, Integer> reasons,
    String sample,
    long rejectedInRun,
    String bookmark) {}
