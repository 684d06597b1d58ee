/**
 * dbt as a step of a pipeline: its private Python environment, its process, its artifacts as
 * results.
 *
 * <p>{@link io.caravan.dbt.DbtRunner} does the work and needs no Camel; the {@code dbt:} component
 * is a thin front of it. What is selected and when it runs is said in routes, what is computed is
 * said in the dbt project; neither may enter here.
 */
package io.caravan.dbt;
