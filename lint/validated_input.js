import { isUnvalidated, nameOf } from './client_input.js'

/** What a client sends reaches a row only through a validator, which names each field (ASVS 15.3.3). */

const WRITES =
  /^(merge|fill|create|createMany|createQuietly|firstOrCreate|firstOrNew|updateOrCreate|fetchOrCreateMany|update|insert|multiInsert)$/

const isObjectAssign = ({ object, property }) =>
  nameOf(object) === 'Object' && property.name === 'assign'

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { unvalidated: 'Validate what a client sends before you write it.' },
  },
  create: (context) => ({
    CallExpression(node) {
      const { callee } = node
      if (callee.type !== 'MemberExpression') return
      if (!WRITES.test(callee.property.name) && !isObjectAssign(callee)) return
      const scope = context.sourceCode.getScope(node)
      for (const argument of node.arguments)
        if (isUnvalidated(argument, scope))
          context.report({ node: argument, messageId: 'unvalidated' })
    },
    AssignmentExpression({ left, right }) {
      if (left.type !== 'MemberExpression') return
      if (isUnvalidated(right, context.sourceCode.getScope(right)))
        context.report({ node: right, messageId: 'unvalidated' })
    },
  }),
}

export const validatedInput = {
  name: 'What clients send is validated before it is written',
  files: ['app/**/*.ts'],
  plugins: { input: { rules: { validated: rule } } },
  rules: { 'input/validated': 'error' },
}
