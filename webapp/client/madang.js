/** Madang's browser client: the door to this folder. What it promises stands in madang.d.ts. */
export { connect } from "./connect.js";
export { MadangError } from "./madang-error.js";
