/**
 * The settings of a project: {@code application.properties}, {@code .env}, the environment and the
 * command line, in that order of growing weight.
 *
 * <p>Knows keys as text only; what a key means is the business of the room that reads it.
 */
package io.caravan.config;
