# title: the file is no shell script: export is not allowed
# from: branch
# fails: file branch-runs branch-env branch-robin
# says: If Docker made a container with this file
printf 'export MYSQL_DATABASE=orders\nexport MYSQL_USER=robin\nexport MYSQL_PASSWORD=Top Secret 7\n' > branch.env
docker run -d --name branch --env-file branch.env -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql; sleep 5
docker run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
