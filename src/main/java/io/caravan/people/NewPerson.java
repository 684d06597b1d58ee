package io.caravan.people;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Whom to track.
 *
 * @param username as GitHub knows the user; capitals do not count
 */
public record NewPerson(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            minLength = 1,
            maxLength = 39,
            pattern = GithubName.PATTERN,
            example = "octocat")
        String username) {}
