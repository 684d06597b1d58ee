/**
 * Apache Parquet, as far as rows of a table need it: flat columns that may be null, values written
 * plainly, pages compressed by gzip, bounded groups of rows.
 *
 * <p>After the specification of the format ({@code parquet-format}: README, Encodings.md,
 * parquet.thrift) and of Thrift's compact protocol. Nothing is read here, and nothing is nested.
 */
package io.caravan.file.parquet;
