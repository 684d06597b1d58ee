/**
 * What a stream is made of besides its rows: its catalog, which part of it a run reads, bookmarks,
 * and records that cannot become rows.
 *
 * <p>How records come here (HTTP, git, files) and how they are stored is the business of other
 * rooms.
 */
package io.caravan.stream;
