import pino, { type DestinationStream, type Logger } from "pino";
import { mask } from "../models/personal";

/** Logs go to stderr: stdout carries the one line scripts wait for. Nobody's number does, whatever an error quotes. */
export const createLog = (level: string, to: DestinationStream = pino.destination(2)): Logger =>
  pino({ level, hooks: { streamWrite: mask } }, to);
