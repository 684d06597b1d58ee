-- Gists that are stored (table source: line and text columns) -> the notes that Pipedrive should hold.
-- One row per gist, key gist_id. This is the only place that says what a note consists of.
--
-- The content is HTML: the description, where the gist is cloned from, then each file with its address. Of a file that GitHub does not show whole the
-- address is that of the clone.
select
    line,
    gist_id as external_key,
    false as gone,
    jsonb_build_object(
        'content', concat_ws('<br>',
            'Description: ' || nullif(trim(html), ''),
            'Pull URL: ' || pull_url,
            lines),
        'person_id', pipedrive_id::bigint
    ) as payload,
    'gist ' || gist_id as name,
    coalesce(description, '') as summary,
    null::text as refused
from source
cross join lateral (
    select replace(replace(replace(replace(description, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;') as html
) as described
cross join lateral (
    select string_agg(
        replace(replace(replace(f.value ->> 'name', '&', '&amp;'), '<', '&lt;'), '>', '&gt;') || ': '
            || case when (f.value ->> 'truncated')::boolean then pull_url else f.value ->> 'raw_url' end,
        '<br>' order by f.ordinality) as lines
    from jsonb_array_elements(files::jsonb) with ordinality as f
) as listed
