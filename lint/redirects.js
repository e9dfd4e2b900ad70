import { isUnvalidated, nameOf } from './client_input.js'

/** Where a browser is sent is ours to say, or anybody's page can look like a step of ours (ASVS 3.7.2). */

const LEADS = /^(toPath|redirect|location)$/
const HEADERS = /^(location|refresh)$/i

/** The address that a call sends a browser to. */
function addressIn({ callee, arguments: args }) {
  const name = callee.type === 'MemberExpression' && nameOf(callee)
  if (!name) return undefined
  if (LEADS.test(name)) return args[0]
  return /^(header|append|setHeader)$/.test(name) && HEADERS.test(args[0]?.value)
    ? args[1]
    : undefined
}

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      wished: 'A browser is sent to an address that a client wished for. Take safePath() of it.',
    },
  },
  create: (context) => ({
    CallExpression(node) {
      const address = addressIn(node)
      if (address && isUnvalidated(address, context.sourceCode.getScope(node)))
        context.report({ node: address, messageId: 'wished' })
    },
  }),
}

export const redirects = {
  name: 'Nobody is sent where a client wished',
  files: ['app/**/*.ts', 'start/**/*.ts', 'providers/**/*.ts'],
  plugins: { redirects: { rules: { 'our-own': rule } } },
  rules: { 'redirects/our-own': 'error' },
}
