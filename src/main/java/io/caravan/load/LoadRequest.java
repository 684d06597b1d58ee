package io.caravan.load;

import java.util.List;
import java.util.Map;

/**
 * A page to be stored as a whole.
 *
 * @param tables the records by {@code schema.table}: maps, objects of Jackson, or {@link
 *     io.caravan.stream.Reject}
 * @param bookmark the JSON to which the bookmark moves with these rows; null leaves it where it is
 * @param runId stands in {@code _run_id} of each row
 * @param fence proves the right to write; null when the caller has made sure of it in another way
 */
public record LoadRequest(
    Map<String, ? extends List<?>> tables, String bookmark, String runId, Long fence) {}
