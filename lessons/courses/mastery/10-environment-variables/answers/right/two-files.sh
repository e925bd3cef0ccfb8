# title: two files, the later one wins, and a greeting piped into a shell
# from: branch
printf 'MYSQL_DATABASE=drafts\nMYSQL_RANDOM_ROOT_PASSWORD=yes\n' > base.env
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD=Top Secret 7\n' > branch.env
docker run -d --name branch --env-file base.env --env-file branch.env mysql; sleep 5
docker create -i --name hello -e WHO=robin alpine sh -c 'read word; echo "$word, $WHO"'; echo Hello | docker start -ai hello
