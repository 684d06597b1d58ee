/**
 * The gists of tracked people: who is to be visited, what was found there stored in one transaction
 * for each person, and what is wanted of it elsewhere as a file.
 *
 * <p>Where gists come from and what becomes of the file is said by routes; nothing here calls
 * anybody, and no name of a field of GitHub or Pipedrive enters.
 */
package io.caravan.gists;
