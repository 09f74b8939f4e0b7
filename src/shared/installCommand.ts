/** The npm command that installs or updates codex. It is shown, copied or typed into a terminal, never run by us. */
export const installCommand = 'npm install -g @openai/codex@latest';
