/**
 * What loading asks of a database: {@link io.caravan.load.dialect.Dialect} says how a table is
 * looked at and changed, how rows are stored, and what a failure means; a package below this one
 * for each product answers.
 *
 * <p>What is common to products stands here and in {@code plain}. Nothing here knows of pages,
 * streams or routes. For the packages of loading only.
 */
package io.caravan.load.dialect;
