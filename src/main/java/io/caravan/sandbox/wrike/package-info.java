/**
 * Wrike as its pages of November 2026 describe it: logins that tell the host, and API v4 with
 * tasks, folders in both forms, contacts, time logs, workflows, custom fields, spaces and the audit
 * log.
 *
 * <p>Where the pages are silent, the strictest reading is taken: a parameter that is not known is
 * refused, and so is one beside a page token, which carries the others. Nothing of other vendors,
 * nothing of the connector.
 */
package io.caravan.sandbox.wrike;
