import vine from '@vinejs/vine'

type Others = {
  /** The rule that is broken, which has the sentence. */
  rule: string
  /** Fields that null leaves as they are. */
  fields?: readonly string[]
  /** Fields that null sets back. */
  clearable?: readonly string[]
}

/** For the first field of a change, none of which is required: refuses one that changes nothing. */
export const somethingNew = vine.createRule<Others>(
  (_, { rule, fields = [], clearable = [] }, field) => {
    const isSent =
      field.isDefined ||
      fields.some((name) => vine.helpers.exists(field.parent[name])) ||
      clearable.some((name) => field.parent[name] !== undefined)
    if (!isSent) field.report(rule, rule, field)
  },
  { name: 'somethingNew', implicit: true }
)
