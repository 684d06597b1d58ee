/**
 * The HTTP side of the process: who is let in, what an answer looks like when something fails, and
 * the documentation of the interface.
 *
 * <p>What an operation does is a route; no table but that of the tokens, and no vendor, is known
 * here.
 */
package io.caravan.web;
