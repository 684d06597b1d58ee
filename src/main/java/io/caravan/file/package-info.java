/**
 * Files in place of a database: the tables that a run has filled apart are written into one file
 * each, which appear together when the run has gone well.
 *
 * <p>One small class for each format. Where rows come from, their types and their keys are the
 * business of other rooms; nothing here changes a row or knows a vendor.
 */
package io.caravan.file;
