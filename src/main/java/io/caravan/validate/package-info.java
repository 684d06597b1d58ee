/**
 * Finds every mistake in a project at once, each with file and line, without touching a network or
 * a database.
 *
 * <p>One class per kind of mistake. A check never stops another, and none changes anything.
 */
package io.caravan.validate;
