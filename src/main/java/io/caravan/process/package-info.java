/**
 * Programs that Caravan runs: dbt, Python, Singer taps. They are stopped with everything they have
 * started.
 *
 * <p>What a program is for, and what its output means, is the business of other rooms.
 */
package io.caravan.process;
