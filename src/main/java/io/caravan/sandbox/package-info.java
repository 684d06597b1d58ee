/**
 * An offline stand-in of the systems Caravan talks to, and a data set to play with: for the demo
 * and for tests.
 *
 * <p>{@link io.caravan.sandbox.Sandbox} is the server; each vendor has a package of its own behind
 * it and a facade with its state and its faults here. Nothing that production needs may live in
 * this room, and no other room may be used by it but errors.
 */
package io.caravan.sandbox;
