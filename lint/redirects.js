import { isUnvalidated, nameOf } from './client_input.js'

/** Only we decide where a browser is sent, or anybody's page could look like a step of ours (ASVS 3.7.2). */

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

/** Whether it contains a literal path, which would lead nowhere once the route changes. */
function isByHand(node) {
  switch (node?.type) {
    case 'Literal':
      return String(node.value).startsWith('/')
    case 'TemplateLiteral':
      return node.quasis[0].value.cooked.startsWith('/')
    case 'LogicalExpression':
    case 'BinaryExpression':
      return isByHand(node.left) || (node.type === 'LogicalExpression' && isByHand(node.right))
    case 'ConditionalExpression':
      return isByHand(node.consequent) || isByHand(node.alternate)
    default:
      return false
  }
}

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      wished: 'This redirects to an address that the client chose. Pass it through safePath().',
      byHand:
        'This redirects to a hard-coded path. Name the route: toRoute(), or urlFor() if something is appended.',
    },
  },
  create: (context) => ({
    CallExpression(node) {
      const address = addressIn(node)
      if (!address) return
      if (isUnvalidated(address, context.sourceCode.getScope(node)))
        context.report({ node: address, messageId: 'wished' })
      else if (isByHand(address)) context.report({ node: address, messageId: 'byHand' })
    },
  }),
}

export const redirects = {
  name: 'Nobody is sent where a client wished',
  files: ['app/**/*.ts', 'start/**/*.ts', 'providers/**/*.ts'],
  plugins: { redirects: { rules: { 'our-own': rule } } },
  rules: { 'redirects/our-own': 'error' },
}
