import { spawnSync } from 'node:child_process'

export const INSTALL_FLASK = 'pip install -r benchmarks/peers/flask_design/requirements.txt'

const ASK = `
import sys, platform, flask_login, jwt, psycopg2
from importlib.metadata import version
from sqlalchemy.orm import DeclarativeBase
packages = ['Flask', 'Flask-Login', 'PyJWT', 'SQLAlchemy', 'gunicorn']
print(sys.executable)
print(', '.join([f'Python {platform.python_version()}', *(f'{name} {version(name)}' for name in packages)]))
`

/** The interpreter that runs the Flask design and the versions it has; null where a package is missing. */
function findFlask() {
  const { status, stdout } = spawnSync(process.env.PYTHON || 'python3', ['-c', ASK], {
    encoding: 'utf8',
  })
  if (status !== 0) return null
  const [python, versions] = stdout.split('\n')
  return { python, versions }
}

export const flask = findFlask()
