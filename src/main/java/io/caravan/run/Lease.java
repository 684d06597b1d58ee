package io.caravan.run;

/**
 * The right to be the only writer of a pipeline or stream for a while.
 *
 * @param name what is held
 * @param fence grows by one with each new holder
 */
record Lease(String name, long fence) {}
