# title: nothing was done
# fails: ubuntu-version ubuntu-rm centos-version centos-rm newer both-tried no-container
# says: There was never a container with image ‘ubuntu:14.04’
docker version
