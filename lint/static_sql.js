/** SQL composed of values becomes an injection sooner or later; bindings never do (ASVS 1.2.4). */

const TAKES_SQL =
  /^(raw|rawQuery|knexRawQuery|(and|or)?(where|having)Raw|(orderBy|groupBy|join|from|select)Raw)$/i

/** A module's constants are in capitals: their values are in the sources. */
const isConstantName = (name) => /^[A-Z][A-Z0-9_]*$/.test(name)

function definitionOf(identifier, scope) {
  for (let at = scope; at; at = at.upper) {
    const variable = at.set.get(identifier.name)
    if (variable) return variable.defs[0]
  }
  return undefined
}

/** Whether its value is in the sources. */
function isStatic(node, scope) {
  switch (node.type) {
    case 'Literal':
      return true
    case 'TemplateLiteral':
      return node.expressions.every((part) => isStatic(part, scope))
    case 'BinaryExpression':
      return isStatic(node.left, scope) && isStatic(node.right, scope)
    case 'ConditionalExpression':
      return isStatic(node.consequent, scope) && isStatic(node.alternate, scope)
    case 'MemberExpression':
      return node.object.type === 'Identifier' && isConstantName(node.object.name)
    case 'Identifier': {
      if (isConstantName(node.name)) return true
      const definition = definitionOf(node, scope)
      const { init, id } = definition?.node ?? {}
      return (
        definition?.type === 'Variable' &&
        definition.parent.kind === 'const' &&
        id.type === 'Identifier' &&
        Boolean(init) &&
        isStatic(init, scope)
      )
    }
    default:
      return false
  }
}

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { built: 'Build SQL from constants only, and pass values as bindings (?).' },
  },
  create: (context) => ({
    CallExpression(node) {
      const {
        callee,
        arguments: [sql],
      } = node
      const name = callee.type === 'MemberExpression' && callee.property.name
      if (!name || !TAKES_SQL.test(name) || !sql) return
      if (!isStatic(sql, context.sourceCode.getScope(node)))
        context.report({ node: sql, messageId: 'built' })
    },
  }),
}

export const staticSql = {
  name: 'SQL is not put together from values',
  files: ['app/**/*.ts', 'commands/**/*.ts', 'start/**/*.ts', 'providers/**/*.ts'],
  plugins: { sql: { rules: { static: rule } } },
  rules: { 'sql/static': 'error' },
}
