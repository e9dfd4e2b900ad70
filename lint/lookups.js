import { nameOf } from './client_input.js'

/** The id in an address may be that of somebody else's row (ASVS 8.2.2). */

const LOOKS_UP = /^(find|findOrFail|findBy|findByOrFail|findMany|((and|or)?where(In)?))$/i

/** The same statement must name who may see it. */
const NAMES_OWNER = /\b(user|owner|auth)\b|(user|owner)_?id\b/i

const isClass = (node) => /^[A-Z]/.test(nameOf(node) ?? '')

/** The whole statement around a call, without the name of the model in front. */
function chainOf(node, sourceCode) {
  let [first, last] = [node, node]
  while (last.parent.type === 'MemberExpression' || last.parent.type === 'CallExpression')
    last = last.parent
  while (first.callee?.object ?? first.object) first = first.callee?.object ?? first.object
  const text = sourceCode.getText(last)
  return isClass(first) ? text.replace(sourceCode.getText(first), '') : text
}

const readsParams = (node, sourceCode) => /\bparams\b/.test(sourceCode.getText(node))

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      anybodys:
        'This finds rows of any user. Ask a policy, as ctx.file() does, or search only what the caller owns.',
    },
  },
  create: ({ report, sourceCode }) => ({
    CallExpression(node) {
      const { callee, arguments: args } = node
      if (callee.type !== 'MemberExpression' || !LOOKS_UP.test(nameOf(callee) ?? '')) return
      if (!args.some((argument) => readsParams(argument, sourceCode))) return
      if (!NAMES_OWNER.test(chainOf(node, sourceCode))) report({ node, messageId: 'anybodys' })
    },
  }),
}

export const lookups = {
  name: 'What an address names is asked for on behalf of somebody',
  files: ['app/controllers/**/*.ts', 'start/routes/**/*.ts'],
  // Emails on a development machine are there for its developers.
  ignores: ['app/controllers/pages/dev_mails_controller.ts'],
  plugins: { lookups: { rules: { 'of-somebody': rule } } },
  rules: { 'lookups/of-somebody': 'error' },
}
