package io.caravan.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A GitHub user whose gists go to Pipedrive.
 *
 * @param lastVisit when the last complete export of the gists began; null before the first
 * @param pipedriveId the person in Pipedrive; null while it is not known
 * @param gists null when those since the last visit are wanted and there are none
 */
public record Person(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) long id,
    @JsonProperty("created_at")
        @JsonSerialize(using = TimeBytes.class)
        @Schema(format = "date-time", requiredMode = Schema.RequiredMode.REQUIRED)
        String createdAt,
    @JsonProperty("updated_at")
        @JsonSerialize(using = TimeBytes.class)
        @Schema(format = "date-time", requiredMode = Schema.RequiredMode.REQUIRED)
        String updatedAt,
    @JsonProperty("github_username") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
        String githubUsername,
    @JsonProperty("last_visit")
        @JsonSerialize(using = TimeBytes.class)
        @Schema(format = "date-time", nullable = true, requiredMode = Schema.RequiredMode.REQUIRED)
        String lastVisit,
    @JsonProperty("pipedrive_id")
        @Schema(nullable = true, requiredMode = Schema.RequiredMode.REQUIRED)
        Long pipedriveId,
    @Schema(nullable = true, requiredMode = Schema.RequiredMode.REQUIRED) List<Gist> gists) {

  /** The same with the gists found since the last visit; with all of them before the first. */
  Person sinceLastVisit() {
    if (lastVisit == null) {
      return this;
    }
    List<Gist> found = gists.stream().filter(gist -> gist.foundSince(lastVisit)).toList();
    return new Person(
        id,
        createdAt,
        updatedAt,
        githubUsername,
        lastVisit,
        pipedriveId,
        found.isEmpty() ? null : found);
  }
}
