/** Whole pipelines, from the first file read to the last call, on the real route files. */
package io.caravan.pipelines;
