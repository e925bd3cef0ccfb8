# title: --env-file behind the image is for mysqld
# from: branch
# fails: branch-runs branch-env branch-robin
# says: ‘branch’ should be running
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD=Top Secret 7\n' > branch.env
docker run -d --name branch -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql --env-file branch.env; sleep 3
docker run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
