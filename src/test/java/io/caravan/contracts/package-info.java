/**
 * The vendors' contracts, held against the traffic of the sandbox and of the connectors.
 *
 * <p>Only reads contracts that lie beside the project; what they say is tested where the traffic
 * is.
 */
package io.caravan.contracts;
