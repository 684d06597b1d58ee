package io.caravan.stream;

/**
 * A record that cannot become a row. A source puts it into the page in the place of the record, so
 * that it is stored with the page.
 *
 * @param reason one sentence for people, such as {@code 4 fields, but the header has 3}
 * @param where the place in the source, such as {@code seeds/raw_orders.csv line 7}
 * @param raw the record as JSON
 */
public record Reject(String reason, String where, String raw) {}
