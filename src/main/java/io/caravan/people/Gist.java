package io.caravan.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A gist of a person.
 *
 * @param createdAt when it was found, not when it was written
 * @param description null when its author gave none
 * @param pullUrl where git can clone it
 */
public record Gist(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) long id,
    @JsonProperty("created_at")
        @JsonSerialize(using = TimeBytes.class)
        @Schema(format = "date-time", requiredMode = Schema.RequiredMode.REQUIRED)
        String createdAt,
    @JsonProperty("updated_at")
        @JsonSerialize(using = TimeBytes.class)
        @Schema(format = "date-time", requiredMode = Schema.RequiredMode.REQUIRED)
        String updatedAt,
    @Schema(nullable = true, requiredMode = Schema.RequiredMode.REQUIRED) String description,
    @JsonProperty("pull_url") @Schema(nullable = true, requiredMode = Schema.RequiredMode.REQUIRED)
        String pullUrl,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<GistFile> files) {

  /** Whether it was found at a moment or later, to the second. */
  boolean foundSince(String moment) {
    return Moment.second(createdAt).compareTo(Moment.second(moment)) >= 0;
  }
}
