package io.caravan.sync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a destination wants its rows planned.
 *
 * @param mapping the SQL file that makes wanted objects of the rows of the file
 * @param columns the columns the mapping reads
 * @param key the one of them that names the object
 * @param maxDeletePercent more deletes than this share of the known objects stop the sync
 * @param unguardedDeletes so many deletes never do
 * @param allowDeletes a person said that this many deletes are meant
 * @param recreateDeleted what a person deleted over there is created again
 * @param maxRejects more refused rows than this fail the step at its end
 * @param settle how long after a lost reply an object that cannot be found counts as not made
 * @param dryRun compare only
 */
record Rules(
    Path mapping,
    List<String> columns,
    String key,
    int maxDeletePercent,
    int unguardedDeletes,
    boolean allowDeletes,
    boolean recreateDeleted,
    int maxRejects,
    Duration settle,
    boolean dryRun) {}
