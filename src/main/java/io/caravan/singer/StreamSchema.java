package io.caravan.singer;

import java.util.List;
import java.util.Map;

/**
 * What a tap says about the records of a stream.
 *
 * @param key the fields that tell records apart; empty for none
 * @param types the type of each field as {@link JsonTypes} names it, in the order of the schema
 */
record StreamSchema(String stream, List<String> key, Map<String, String> types) {}
