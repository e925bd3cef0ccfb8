# title: a comment behind a value belongs to the value
# from: branch
# fails: file branch-env branch-robin
# says: it is ‘robin # the cook’
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin # the cook\nMYSQL_PASSWORD=Top Secret 7\n' > branch.env
docker run -d --name branch --env-file branch.env -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql; sleep 5
docker run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
