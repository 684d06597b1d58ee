-- One row per contact and account it belongs to. Key: profile_id.
with source as (

    select * from {{ source('wrike', 'contacts_profiles') }}

),

renamed as (

    select
        -- keys
        cast(id as text) as profile_id,
        cast(parent_id as text) as contact_id,
        cast(accountid as text) as account_id,

        -- texts
        cast(email as text) as email,
        cast(role as text) as role,

        -- flags
        cast(external as boolean) as is_external,
        cast(admin as boolean) as is_admin,
        cast(owner as boolean) as is_owner

    from source

)

select * from renamed
