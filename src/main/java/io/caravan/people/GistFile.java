package io.caravan.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A file of a gist.
 *
 * @param rawUrl where its text is; null when GitHub names no address
 */
public record GistFile(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) long id,
    @JsonProperty("created_at")
        @JsonSerialize(using = TimeBytes.class)
        @Schema(format = "date-time", requiredMode = Schema.RequiredMode.REQUIRED)
        String createdAt,
    @JsonProperty("updated_at")
        @JsonSerialize(using = TimeBytes.class)
        @Schema(format = "date-time", requiredMode = Schema.RequiredMode.REQUIRED)
        String updatedAt,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String name,
    @JsonProperty("raw_url") @Schema(nullable = true, requiredMode = Schema.RequiredMode.REQUIRED)
        String rawUrl) {}
