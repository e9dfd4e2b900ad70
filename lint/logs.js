import { isUnvalidated, nameOf } from './client_input.js'

/** Logs are read by more people than the database, and kept for longer (ASVS 16.2.5). */

const WRITES = /^(trace|debug|info|warn|error|fatal|log)$/
const SECRET = /(password|secret|token|cookie|authorization|hash|signature)$/i

/** `logger.info(…)`, `ctx.logger.info(…)`, `console.log(…)`, `logSecurity(…)`. */
const writesLog = ({ callee }) =>
  nameOf(callee) === 'logSecurity' ||
  (callee.type === 'MemberExpression' &&
    WRITES.test(nameOf(callee) ?? '') &&
    /^(logger|console)$/.test(nameOf(callee.object) ?? ''))

/** Every name whose value is used in it, except those of called functions. */
function* valuesIn(node, keys) {
  if (node.type === 'Identifier') yield node
  if (node.type === 'MemberExpression' && !node.computed) return void (yield node.property)
  for (const key of keys[node.type] ?? []) {
    if (node.type === 'CallExpression' && key === 'callee') continue
    if (node.type === 'Property' && key === 'key') continue
    for (const child of [node[key]].flat()) if (child) yield* valuesIn(child, keys)
  }
}

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      secret: 'Do not log secrets. Leave out {{ name }}, or log the id of what it opens.',
      sent: 'Do not log unvalidated client input. Log the fields that an operator needs, by name.',
    },
  },
  create: (context) => ({
    CallExpression(node) {
      if (!writesLog(node)) return
      const scope = context.sourceCode.getScope(node)
      for (const argument of node.arguments) {
        for (const value of valuesIn(argument, context.sourceCode.visitorKeys))
          if (SECRET.test(value.name ?? ''))
            context.report({ node: value, messageId: 'secret', data: { name: value.name } })
        if (isUnvalidated(argument, scope)) context.report({ node: argument, messageId: 'sent' })
      }
    },
  }),
}

export const logs = {
  name: 'Logs hold no secrets',
  files: ['app/**/*.ts', 'start/**/*.ts', 'providers/**/*.ts'],
  plugins: { logs: { rules: { 'no-secrets': rule } } },
  rules: { 'logs/no-secrets': 'error' },
}
