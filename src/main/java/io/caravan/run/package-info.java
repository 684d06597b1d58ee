/**
 * The run record: who runs what since when, its steps with rows and errors, and the leases that
 * keep a second writer out.
 *
 * <p>Routes take part by their {@code group} alone: {@code pipeline}, {@code stream} or {@code
 * step}. A component inside a route reports to {@link io.caravan.run.Step#of}. No SQL of streams,
 * and nothing of a vendor, lives here.
 */
package io.caravan.run;
