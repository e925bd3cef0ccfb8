# title: the file was mended after branch was made
# from: branch
# fails: branch-env branch-robin
# says: it is ‘topsecret7’
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD=topsecret7\n' > branch.env
docker run -d --name branch --env-file branch.env -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql; sleep 5
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD=Top Secret 7\n' > branch.env
docker restart branch; sleep 3
docker run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
