/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = '7658d314341f0da09cb36e3080131deab3fbb30271dff2eb371cc75133abbe03';
