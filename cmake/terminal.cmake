# Writes strom's manual pages and completion under OUT, where man and the shells look in an install:
# cmake -DSTROM=... -DOUT=... -P terminal.cmake

# say(FILE WORDS...): what strom says, in a file.
function(say file)
  get_filename_component(folder ${OUT}/${file} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  execute_process(COMMAND ${STROM} ${ARGN} OUTPUT_FILE ${OUT}/${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE ${OUT})
execute_process(COMMAND ${STROM} --help OUTPUT_VARIABLE help COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "\n  [a-z]+ " commands "${help}")
say(man/man1/strom.1 manual)
foreach(command ${commands})
  string(STRIP ${command} command)
  say(man/man1/strom-${command}.1 manual ${command})
endforeach()
say(bash-completion/completions/strom completion bash)
say(zsh/site-functions/_strom completion zsh)
say(fish/vendor_completions.d/strom.fish completion fish)
file(WRITE ${OUT}/made "")
