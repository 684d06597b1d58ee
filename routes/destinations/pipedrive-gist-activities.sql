-- Gists that are stored (table source: line and text columns) -> the activities that Pipedrive should hold.
-- One row per gist, key gist_id. This is the only place that says what an activity consists of.
--
-- The note is HTML: the description, where the gist is cloned from, then each file with its address. Of a file that GitHub does not show whole the
-- address is that of the clone. person_id of an activity can only be read; its participants say whose it is.
select
    line,
    gist_id as external_key,
    false as gone,
    jsonb_build_object(
        'subject', left(coalesce(nullif(trim(regexp_replace(description, '\s+', ' ', 'g')), ''), 'Github Gist'), 255),
        'note', concat_ws('<br>',
            'Description: ' || nullif(trim(html), ''),
            'Pull URL: ' || pull_url,
            lines),
        'participants', jsonb_build_array(jsonb_build_object('person_id', pipedrive_id::bigint, 'primary', true))
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
