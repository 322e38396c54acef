import { spawn } from 'node:child_process'
import { appendFileSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline'
import type { KillOrder, TapOrder } from './tap.ts'

/**
 * Stands between a client and the real helper, passes every line on, one after the other, writes each down once it is
 * answered, and kills whom the order names when the statement that it names has been carried out.
 */
const [real = '', orderFile = ''] = process.argv.slice(2)
const { notes, death }: TapOrder = JSON.parse(readFileSync(orderFile, 'utf8'))

const client = process.ppid
const helper = spawn(real, [], { stdio: ['pipe', 'pipe', 'inherit'] })
const waiting: string[] = []
let underWay: string | undefined
let answered = 0
let isOver = false

createInterface({ input: process.stdin }).on('line', (line) => {
  waiting.push(line)
  passOn()
})
process.stdin.once('end', () => {
  isOver = true
  passOn()
})
// Whoever was killed closes its pipes, too.
helper.stdin.on('error', () => undefined)
process.stdout.on('error', () => undefined)

function passOn(): void {
  if (underWay !== undefined) return
  underWay = waiting.shift()
  if (underWay !== undefined) helper.stdin.write(`${underWay}\n`)
  else if (isOver) helper.stdin.end()
}

createInterface({ input: helper.stdout }).on('line', (answer) => {
  if (underWay !== undefined) {
    appendFileSync(notes, `${underWay}\n`)
    underWay = undefined
    if (answered === death?.after) carryOut(death)
    answered += 1
  }
  process.stdout.write(`${answer}\n`)
  passOn()
})
helper.once('close', (code) => process.exit(code ?? 137))

function carryOut({ kill }: KillOrder): void {
  if (kill !== 'client') helper.kill('SIGKILL')
  if (kill !== 'helper') process.kill(client, 'SIGKILL')
}
