/**
 * What every vendor of the sandbox needs and none may change: the loopback server, requests and
 * replies as plain data, routes, faults on demand and a clock that tests can turn.
 *
 * <p>Knows no vendor.
 */
package io.caravan.sandbox.http;
