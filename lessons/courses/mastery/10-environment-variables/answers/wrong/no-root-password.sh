# title: nobody said what to do about root
# from: branch
# fails: branch-runs branch-env branch-robin
# says: ‘docker container logs branch’ may tell why
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD=Top Secret 7\n' > branch.env
docker run -d --name branch --env-file branch.env mysql; sleep 3
docker run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
