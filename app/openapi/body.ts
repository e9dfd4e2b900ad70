import type { AuditedRoute } from '#access/audited_route'
import { takesPicture, takesUploads } from '#access/route_access'
import type { EndpointDescription } from '#openapi/endpoint'
import { exampleOf } from '#openapi/examples'
import type { Schema, Schemas } from '#openapi/schemas'
import { FILE_NAME_MAX } from '#names/file_name'
import { MERGE_PATCH } from '#http/bodies/readable_body'
import { FILE_FIELD } from '#uploads/part_disposition'
import { currentPasswordValidator } from '#validators/confirmation'

/** Accepted beside the body wherever a password is required. */
const { currentPassword } = currentPasswordValidator.toJSONSchema().properties as Record<
  string,
  Schema
>

const uploadOf = (contentMediaType: string, fields: Record<string, Schema> = {}) => ({
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        properties: { ...fields, [FILE_FIELD]: { type: 'string', contentMediaType } },
        required: [FILE_FIELD],
      },
    },
  },
})

const UPLOAD = uploadOf('application/octet-stream', {
  name: {
    'type': 'string',
    'x-max-characters': FILE_NAME_MAX,
    'description': 'In place of the name that the file has; before the file.',
  },
})

const PICTURE = uploadOf('image/*')

/** Null counts as not sent: some clients write it for what they leave out. */
function orNull(schema: Schema): Schema {
  const { type, enum: values } = schema
  const types = [type].flat()
  if (types.includes('null')) return schema
  if (!type && !values) return { anyOf: [schema, { type: 'null' }] }
  return {
    ...schema,
    ...(type !== undefined && { type: [...types, 'null'] }),
    ...(Array.isArray(values) && { enum: [...values, null] }),
  }
}

/** The schemas of all validators, merged. */
function schemaOf({ confirmation }: AuditedRoute, { body = [] }: EndpointDescription) {
  const parts = [body].flat().map((validator) => validator.toJSONSchema() as Schema)
  if (!parts.length && !confirmation) return undefined
  const own = Object.assign({}, ...parts.map(({ properties }) => properties))
  const required = parts.flatMap((part) => part.required ?? [])
  const all: Record<string, Schema> = { ...own, ...(confirmation && { currentPassword }) }
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(all).map(([name, one]) => [name, required.includes(name) ? one : orNull(one)])
    ),
    ...(required.length && { required }),
  } as Schema
}

/** The request body, if there is one. */
export function bodyOf(route: AuditedRoute, endpoint: EndpointDescription, schemas: Schemas) {
  if (takesPicture(route.route)) return PICTURE
  if (takesUploads(route.route)) return UPLOAD
  const wanted = schemaOf(route, endpoint)
  if (!wanted) return undefined

  const schema = schemas.add(wanted)
  const example = exampleOf(schema, schemas.components)
  const required = (wanted.required?.length ?? 0) > 0
  const types = ['application/json', ...(route.method === 'PATCH' ? [MERGE_PATCH] : [])]
  return { required, content: Object.fromEntries(types.map((type) => [type, { schema, example }])) }
}
