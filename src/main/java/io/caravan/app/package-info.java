/**
 * Puts the process together: settings, database, Camel with the routes of the project, and the
 * order in which all of it stops.
 *
 * <p>The one room that knows every other; nothing but the command line knows it. No code for a
 * vendor lives here.
 */
package io.caravan.app;
